"""Executes a notebook in its folder, as nbclient does, and compares what it shows with what is kept in it.

Figures of trainings differ from run to run, and so may the notes on how they went; what kind of
output a cell has does not, nor do the columns of its tables. With a third argument the notebook is written there, with its new outputs.
"""

import sys

import nbclient
import nbformat

KERNEL, SOURCE, TARGET = sys.argv[1], sys.argv[2], sys.argv[3:]
FOLDER = SOURCE.rsplit("/", 1)[0]


def shape(output):
    data = output.get("data", {})
    first_line = data.get("text/plain", "").split("\n")[0]
    columns = [] if "image/svg+xml" in data else [c.strip() for c in first_line.split("|")]
    return output.output_type, sorted(data), columns


def shapes(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[shape(o) for o in cell.outputs if o.output_type != "stream"] for cell in cells]


notebook = nbformat.read(SOURCE, as_version=4)
kept = shapes(notebook)
client = nbclient.NotebookClient(
    notebook, kernel_name=KERNEL, timeout=240, resources={"metadata": {"path": FOLDER}}
)
client.execute()
if TARGET:
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran tells nobody anything
    nbformat.write(notebook, TARGET[0])
else:
    for number, (old, new) in enumerate(zip(kept, shapes(notebook)), start=1):
        if old != new:
            sys.exit(f"Cell {number} shows {new}, where {old} is kept")
