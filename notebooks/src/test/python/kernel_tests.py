"""Jupyter's own tests of kernels, and what they leave out, against an installed kernel.

Prints a line of JSON for each test: its name, its outcome (passed, failed, skipped), and why.
"""

import json
import sys
import time
import unittest

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel

KERNEL = sys.argv[1]
MODELS = sys.argv[2]
PATIENCE = 120

CLICKS = (
    "create or replace temporary view clicks as"
    " select pmod(xxhash64(id), 2) = 0 as click, id % 7 as user from range(20000);\n"
)


def train(name, epochs):
    return (
        f"{CLICKS} train clicks as DeepCTR.`{MODELS}/{name}`"
        f" where label = 'click' and model = 'LR' and epochs = {epochs}"
    )


class KernelTests(jupyter_kernel_test.KernelTests):
    """The samples that the class asks for; what SQL has no words for (printing, paging) it skips."""

    kernel_name = KERNEL
    language_name = "sql"
    file_extension = ".sql"
    code_stderr = CLICKS + (
        f"train clicks as DeepCTR.`{MODELS}/noted` where label = 'click' and model = 'LR'"
        " and epochs = 1 and `fitParam.0.x` = 1"
    )
    completion_samples = [
        {"text": "show opt", "matches": {"options"}},
        {"text": "SHOW OPT", "matches": {"OPTIONS"}},
        {"text": "select '😀'; show alg", "matches": {"algorithms"}},
        {"text": "train t as DeepCTR.`p` where earlyS", "matches": {"earlyStoppingPatience"}},
    ]
    complete_code_samples = ["", "select 1;", "select ';' as a; -- the end", "show algorithms;"]
    incomplete_code_samples = ["select 1", "select 'open", "/* open", "train t as"]
    invalid_code_samples = ["train;", "show options for;"]
    code_generate_error = "select nowhere"
    code_execute_result = [
        {"code": "select 6 * 7 as answer", "result": "answer\n------\n    42\n(1 row)"},
        {"code": "select '<script>' as s", "mime": "text/html"},
        {"code": "show algorithms"},
    ]
    code_display_data = [
        {"code": "select 1 as a; select 2 as b", "mime": "text/html"},
        {"code": train("shown", 2), "mime": "image/svg+xml"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "*6 * 7*"
    code_inspect_sample = "train"

    def status(self, code, **options):
        self.flush_channels()
        reply, output = self.execute_helper(code, timeout=PATIENCE, **options)
        return reply["content"], output

    def test_errors_have_code_place_caret_and_hint(self):
        content, _ = self.status("select 1;\ntrain (select 1 as x) as DeepCRT.`p` where label = 'x'")
        self.assertEqual(content["ename"], "NAME")
        text = "\n".join(content["traceback"])
        self.assertIn("ERROR NAME at 2:26", text)
        self.assertIn("^", text)
        self.assertIn("hint: Did you mean 'DeepCTR'?", text)

    def test_training_is_one_display_that_is_updated(self):
        content, output = self.status(train("one", 3))
        self.assertEqual(content["status"], "ok")
        displays = [m for m in output if m["msg_type"] == "display_data"]
        updates = [m for m in output if m["msg_type"] == "update_display_data"]
        self.assertEqual(len(displays), 1)
        ids = {m["content"]["transient"]["display_id"] for m in displays + updates}
        self.assertEqual(len(ids), 1)
        self.assertIn("<polyline", updates[-1]["content"]["data"]["image/svg+xml"])
        self.assertTrue(updates[-1]["content"]["data"]["text/plain"].startswith("Trained: "))

    def test_places_are_counted_in_characters(self):
        code = "select '😀😀😀' as s; show opt"
        self.flush_channels()
        self.kc.complete(code, len(code))
        content = self.get_non_kernel_info_reply(timeout=PATIENCE)["content"]
        self.assertEqual(code[content["cursor_start"] : content["cursor_end"]], "opt")

    def test_failure_aborts_the_queue(self):
        self.flush_channels()
        codes = ["select count(*) from range(20000000) where sqrt(id) < 0", "select nowhere", "select 1"]
        ids = [self.kc.execute(code) for code in codes]
        replies = {}
        while len(replies) < len(ids):
            reply = self.kc.get_shell_msg(timeout=PATIENCE)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([replies[i] for i in ids], ["ok", "error", "aborted"])

    def test_interrupt_ends_a_training_and_the_kernel_lives_on(self):
        self.flush_channels()
        msg_id = self.kc.execute(train("endless", 100000))
        while True:
            message = self.kc.get_iopub_msg(timeout=PATIENCE)
            if "epoch 2" in str(message["content"].get("data", {}).get("text/plain")):
                break
        began = time.monotonic()
        self.km.interrupt_kernel()
        reply = self.get_non_kernel_info_reply(timeout=PATIENCE)
        self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(reply["parent_header"]["msg_id"], msg_id)
        self.assertEqual(reply["content"]["ename"], "CANCELLED")
        content, _ = self.status("select 1")
        self.assertEqual(content["status"], "ok")

    def test_zz_restart_begins_anew(self):
        """Last by its name: what other tests have made is gone afterwards."""
        self.status("select 1 as a where true as kept")
        self.km.restart_kernel(now=False)
        self.kc.wait_for_ready(timeout=PATIENCE)
        content, _ = self.status("select * from kept")
        self.assertEqual((content["status"], content["execution_count"]), ("error", 1))
        content, _ = self.status("select 1")
        self.assertEqual(content["status"], "ok")


class IopubWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


class Outcomes(unittest.TestResult):
    def tell(self, test, outcome, why=""):
        print(json.dumps({"test": test.id().split(".", 1)[1], "outcome": outcome, "why": why}))

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addFailure(self, test, err):
        self.tell(test, "failed", self._exc_info_to_string(err, test))

    addError = addFailure

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.tell(subtest, "failed", self._exc_info_to_string(err, test))


suite = unittest.TestSuite(
    unittest.defaultTestLoader.loadTestsFromTestCase(tests)
    for tests in (KernelTests, IopubWelcomeTests)
)
suite.run(Outcomes())
