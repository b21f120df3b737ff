import autograd.numpy as np
import matplotlib.pyplot as plt

x = np.array([3.0, 4.0])
u = np.array([0.96, 0.28])
foot = (x @ u) * u

plt.axline((0, 0), foot, color="gray", linewidth=1)
plt.plot([0, foot[0]], [0, foot[1]], color="C1", linewidth=8)
plt.plot([x[0], foot[0]], [x[1], foot[1]], "--", color="gray")
for tip, color in [(x, "C0"), (u, "black")]:
    arrow = {"arrowstyle": "->", "color": color, "linewidth": 2}
    arrow |= {"shrinkA": 0, "shrinkB": 0}
    plt.annotate("", tip, (0, 0), arrowprops=arrow)

plt.text(0.3, 2.3, "$x$, length 5", color="C0")
plt.text(0.75, 0.5, "$u$")
plt.text(2.3, 0.1, "shadow, length 4", color="C1")
plt.text(3.6, 2.6, "rest, length 3")
plt.xlim(-0.7, 5.9)
plt.ylim(-0.3, 4.3)
plt.gca().set_aspect("equal")
plt.show()
