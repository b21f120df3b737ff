import autograd.numpy as np
import matplotlib.pyplot as plt

shear = np.array([[1.0, 1.0], [0.0, 1.0]])
turn = np.array([[0.0, -1.0], [1.0, 0.0]])
outline = np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]])
matrices = {
    "start": np.eye(2),
    "shear, then turn": turn @ shear,
    "turn, then shear": shear @ turn,
}

figure, panels = plt.subplots(1, 3, sharey=True, figsize=(5.2, 2.2))
arrows = {"angles": "xy", "scale_units": "xy", "scale": 1}
for panel, (name, A) in zip(panels, matrices.items()):
    panel.plot(*(A @ outline), color="gray")
    for column, color in zip(A.T, ["C0", "C1"]):
        panel.quiver(
            0, 0, *column, color=color, **arrows, width=0.03, zorder=3
        )
    panel.set(title=name, aspect="equal")
    panel.set(xlim=(-1.4, 1.4), ylim=(-0.4, 2.4))
    panel.set(xticks=[-1, 0, 1], yticks=[0, 1, 2])

plt.show()
