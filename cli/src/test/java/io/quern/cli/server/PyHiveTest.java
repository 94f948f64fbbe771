package io.quern.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Python's driver. Skipped where the interpreter, {@code -Dquern.test.pyhive=…} or {@code python3},
 * has no pyhive with thrift_sasl.
 */
@OnSharedServer
final class PyHiveTest {
  private static final String SCRIPT =
      """
      import sys
      from pyhive import hive
      from pyhive.exc import OperationalError
      connection = hive.connect('127.0.0.1', port=int(sys.argv[1]), username='ada')
      cursor = connection.cursor()
      cursor.execute('select id % 2 as click, id % 50 as user from range(1000) where true as clicks')
      cursor.execute("select count(*), max(user), 'ü', 1.50BD, array(1, 2) from clicks")
      print(cursor.fetchall())
      cursor.execute('select current_user()')
      print(cursor.fetchone())
      cursor.execute('''train clicks as DeepCTR.`%s`
          where label = %%s and model = %%s and epochs = %%s''' % sys.argv[2], ('click', 'LR', 2), async_=True)
      while cursor.poll().operationState in (0, 1):
          pass
      print(cursor.fetch_logs()[0])
      print(cursor.fetchone()[3:5])
      cursor.execute('select id, id * 2 from range(25000)', async_=True)
      while cursor.poll().operationState in (0, 1):
          pass
      rows = cursor.fetchall()
      print(len(rows), rows[0], rows[-1], [column[0] for column in cursor.description])
      try:
          cursor.execute('select * from nothing')
      except OperationalError as e:
          print(e.args[0].status.sqlState, e.args[0].status.errorMessage)
      connection.close()
      """;

  @TempDir Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start(ServerLab shared) {
    lab = shared;
  }

  @Test
  void pyhiveQueriesTrainsAndSeesFailures() throws Exception {
    String python = System.getProperty("quern.test.pyhive", "python3");
    assumeTrue(
        Programs.tried(folder, python, "-c", "import pyhive.hive, thrift_sasl").isPresent(),
        "pyhive is not installed");
    Path script = Files.writeString(folder.resolve("script.py"), SCRIPT);
    String said =
        Programs.output(
            folder,
            Map.of("PYTHONIOENCODING", "utf-8"),
            python,
            script.toString(),
            Integer.toString(lab.server().port()),
            folder.resolve("model").toString());
    assertThat(said)
        .isEqualTo(
            """
            [(1000, 49, 'ü', Decimal('1.50'), '[1,2]')]
            ('ada',)
            reading the source
            (1000, 2)
            25000 (0, 0) (24999, 49998) ['id', '(id * 2)']
            42704 ERROR NAME at 1:15: Table 'nothing' does not exist
            """);
  }
}
