import autograd.numpy as np
import matplotlib.pyplot as plt

A = np.array([[2.0, 1.0], [1.0, 2.0]])
arrows = {"angles": "xy", "scale_units": "xy", "scale": 1}

for degrees in [0, 45, 90, 135]:
    angle = np.radians(degrees)
    x = np.array([np.cos(angle), np.sin(angle)])
    color = "C1" if degrees in [45, 135] else "C0"
    plt.quiver(0, 0, *(A @ x), color=color, **arrows, width=0.011)
    plt.plot([0, x[0]], [0, x[1]], color="black", linewidth=1.5)

plt.text(2.25, 2.1, "3 times", color="C1")
plt.text(-1.1, 0.85, "1 time", color="C1")
plt.text(2.1, 0.95, "turned", color="C0")
plt.text(0.2, 2.1, "turned", color="C0")
plt.xlim(-1.4, 3)
plt.ylim(-0.3, 2.4)
plt.gca().set_aspect("equal")
plt.show()
