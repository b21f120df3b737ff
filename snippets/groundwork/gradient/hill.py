import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import grad


def height(position):
    east, north = position  # kilometres
    return 100 - 120 * east**2 - 320 * north**2  # metres


x, y = np.meshgrid(np.linspace(-0.75, 0.65), np.linspace(-0.55, 0.33))
every_ten = np.arange(0, 100, 10)
plt.contour(
    x, y, height([x, y]), every_ten, colors="gray", linewidths=0.8
)
plt.plot(0, 0, "^", color="black")
plt.text(0.03, 0, "top", va="center")

size = dict(angles="xy", scale_units="xy", scale=900, width=0.009)
feet = [[-0.5, -0.25], [-0.5, 0.25], [0, 0.25], [0.5, 0], [0, -0.5]]
for foot in np.array(feet):
    arrow = grad(height)(foot)
    plt.quiver(*foot, *arrow, color="C0", **size)
    steepness = np.linalg.norm(arrow)
    up = 0.035 * arrow / steepness
    left = np.array([-up[1], up[0]])
    mark = np.array([foot + up, foot + up + left, foot + left])
    plt.plot(*mark.T, color="black", linewidth=1)
    number = f"{steepness / 10:.0f}"  # metres per 100 metres
    beside = foot + arrow / 1500 + 1.8 * left
    plt.text(*beside, number, color="C0", ha="center", va="center")

angle = np.arctan2(160, 120) - np.radians(60)
half = 100 * np.array([np.cos(angle), np.sin(angle)])
plt.quiver(-0.5, -0.25, *half, color="C1", **size)
plt.text(-0.37, -0.265, "10", color="C1", va="center")
plt.yticks([-0.4, -0.2, 0, 0.2])
plt.gca().set(aspect="equal", xlabel="kilometres")
plt.show()
