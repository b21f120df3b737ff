import autograd.numpy as np
import matplotlib.pyplot as plt

points = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
clubs = ["reading", "sleeping"]
changes = ["age", "height", "sleep"]
colours = {"reading": "C0", "sleeping": "C1"}

figure, panels = plt.subplots(
    1, 2, width_ratios=[3, 2], figsize=(5.2, 2.3), layout="constrained"
)
tables = [(points, clubs, changes), (points.T, changes, clubs)]
for panel, (table, rows, columns) in zip(panels, tables):
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            club = row if row in colours else column
            text = f"{table[i, j]:+.1f}"
            panel.text(
                j,
                i,
                text,
                color=colours[club],
                size=15,
                ha="center",
                va="center",
            )
    edges = np.arange(len(rows) + 1) - 0.5
    panel.hlines(
        edges, -0.5, len(columns) - 0.5, color="gray", linewidth=1
    )
    panel.set_xticks(range(len(columns)), columns)
    panel.set_yticks(range(len(rows)), rows)
    panel.xaxis.tick_top()
    panel.tick_params(length=0, labelsize=11)
    panel.grid(False)
    panel.spines[:].set_visible(False)
    panel.set(ylim=(2.6, -0.6), xlim=(-0.5, len(columns) - 0.5))

plt.show()
