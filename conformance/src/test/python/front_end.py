"""A front end of Jupyter for one kernel: a line of JSON on standard input is a cell, the answer is a line.

A cell is {"code": …, "interrupt": text or null}: where a display has that text, the kernel is interrupted.
The answer is {"reply": content of the reply, "shown": [[type, content], …]}: what was published for the cell.
"""

import json
import sys

from jupyter_client.manager import start_new_kernel

KERNEL, FOLDER = sys.argv[1:]
PATIENCE = 120


def run(manager, client, code, interrupt):
    msg_id = client.execute(code)
    shown = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != msg_id:
            continue
        kind, content = message["msg_type"], message["content"]
        shown.append([kind, content])
        if interrupt and interrupt in content.get("data", {}).get("text/plain", ""):
            manager.interrupt_kernel()
            interrupt = None
        if content.get("execution_state") == "idle":
            break
    reply = client.get_shell_msg(timeout=PATIENCE)
    while reply["parent_header"].get("msg_id") != msg_id:  # what the start has asked for
        reply = client.get_shell_msg(timeout=PATIENCE)
    return {"reply": reply["content"], "shown": shown}


manager, client = start_new_kernel(kernel_name=KERNEL, startup_timeout=PATIENCE, cwd=FOLDER)
try:
    for line in sys.stdin:
        cell = json.loads(line)
        answer = run(manager, client, cell["code"], cell["interrupt"])
        print(json.dumps(answer, default=str), flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=False)
