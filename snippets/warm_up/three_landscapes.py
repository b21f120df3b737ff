import autograd.numpy as np
import matplotlib.pyplot as plt

landscapes = {
    "bowl": [[2.0, 1.0], [1.0, 2.0]],
    "valley": [[1.5, 1.5], [1.5, 1.5]],
    "saddle": [[1.0, 2.0], [2.0, 1.0]],
}
x1, x2 = np.meshgrid(np.linspace(-2, 2, 101), np.linspace(-2, 2, 101))
levels = np.array([0.5, 2.0, 4.5, 8.0])

figure, panels = plt.subplots(1, 3, sharey=True, figsize=(5.2, 2.1))
for panel, (name, A) in zip(panels, landscapes.items()):
    (a, b), (c, d) = A
    height = a * x1**2 + (b + c) * x1 * x2 + d * x2**2
    panel.contour(x1, x2, height, levels, colors="C0")
    if height.min() < -0.5:
        below = -levels[::-1]
        style = {"colors": "C1", "linestyles": "--"}
        panel.contour(x1, x2, height, below, **style)
    panel.plot(0, 0, "o", color="black", markersize=4)
    panel.set(title=name, aspect="equal")
    panel.set(xticks=[-2, 0, 2], yticks=[-2, 0, 2])

plt.show()
