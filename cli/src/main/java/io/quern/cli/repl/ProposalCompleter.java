package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import io.quern.cli.command.CommandCompletion;
import io.quern.cli.command.Commands;
import io.quern.cli.complete.Completion;
import io.quern.cli.complete.Proposal;
import io.quern.cli.complete.StatementCompletion;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Hands proposals to JLine. */
final class ProposalCompleter implements Completer {
  private final StatementCompletion statements;
  private final CommandCompletion commands;

  ProposalCompleter(StatementCompletion statements, CommandCompletion commands) {
    this.statements = requireNonNull(statements, "statements is null");
    this.commands = requireNonNull(commands, "commands is null");
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    Completion completion =
        Commands.isCommand(line.line())
            ? commands.complete(line.line(), line.cursor())
            : statements.complete(line.line(), line.cursor());
    int sort = 0;
    for (Proposal proposal : completion.proposals()) {
      candidates.add(candidate(proposal, sort++));
    }
  }

  private static Candidate candidate(Proposal proposal, int sort) {
    return new Candidate(
        proposal.text(),
        proposal.text(),
        proposal.group().name().toLowerCase(Locale.ROOT),
        proposal.description().isEmpty() ? null : proposal.description(),
        null,
        null,
        proposal.isWhole(),
        sort);
  }
}
