import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


average_person = np.array([0.0, 0.0, 0.0])
nudge = 0.1
points = 100 * nudge * jacobian(clubs)(average_person)

figure, rows = plt.subplots(2, 1, sharex=True, sharey=True)
for row, effects, club in zip(rows, points, ["reading", "sleeping"]):
    bars = row.bar(["older", "taller", "more sleep"], effects, 0.5)
    row.bar_label(bars, fmt="%+.2f", padding=3)
    row.axhline(0, color="gray", linewidth=1)
    row.set_title(f"{club} club", loc="left")
    row.set(ylim=(-4, 6), yticks=[])

plt.show()
