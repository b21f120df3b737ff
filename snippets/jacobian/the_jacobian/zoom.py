import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import jacobian


def square(point):
    x, y = point
    return np.array([x**2 - y**2, 2 * x * y])


a = np.array([2.0, 1.0])
J = jacobian(square)(a)
steps = np.linspace(-1, 1, 21)

figure, panels = plt.subplots(1, 2)
for panel, size in zip(panels, [1.0, 0.1]):
    for offset in np.linspace(-size, size, 5):
        fixed = np.full(21, offset)
        for pair in ([size * steps, fixed], [fixed, size * steps]):
            h = np.array(pair)
            curve = square(a[:, None] + h)
            line = square(a)[:, None] + J @ h
            panel.plot(*line, color="C1", linewidth=1, linestyle="--")
            panel.plot(*curve, color="C0", linewidth=1.2)
    panel.plot(*square(a), "o", color="black", markersize=4)
    panel.set(title=f"changes up to {size}", aspect="equal")

plt.show()
