import autograd.numpy as np
import matplotlib.pyplot as plt

M = np.array([[2.0, 1.0], [1.0, 2.0]])
bases = {
    "along the axes": np.array([[1.0, 0.0], [0.0, 1.0]]),
    "along (1, 1) and (1, -1)": np.array([[1.0, 1.0], [1.0, -1.0]]),
}
ends = np.array([-1.0, 1.0])

figure, panels = plt.subplots(
    1, 2, sharex=True, sharey=True, figsize=(5.2, 2.8)
)
for panel, (name, P) in zip(panels, bases.items()):
    unit = P / np.linalg.norm(P[:, 0])
    for offset in np.linspace(-1, 1, 5):
        fixed = np.full(2, offset)
        for ends_of_line in ([ends, fixed], [fixed, ends]):
            line = unit @ np.array(ends_of_line)
            panel.plot(*(M @ line), color="C0", linewidth=1.4)
            panel.plot(*line, color="C1", linewidth=1.2, linestyle="--")
    panel.set(title=name, aspect="equal")
    panel.grid(False)

plt.show()
