import autograd.numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-1, 1, 201)
plt.fill_between(x, 0, x**2, color="C0", alpha=0.25, linewidth=0)
plt.plot(x, x**2 / 2, "--", color="C1", label="$y = x^2/2$")

for degrees in [10, 22, 38, 142, 158, 170]:
    slope = np.tan(np.radians(degrees))
    plt.plot(x, slope * x, color="gray", linewidth=1)
    plt.plot(slope, slope**2, "o", color="black", markersize=5)

plt.text(0.77, 0.5, "s = 1")
plt.text(-0.08, 0.5, "s = 0")
plt.plot(0, 0, "o", color="black", markersize=5)
plt.xticks([-1, -0.5, 0, 0.5, 1])
plt.gca().set(xlim=(-1, 1), ylim=(-0.2, 1), aspect="equal")
plt.legend(loc="upper center")
plt.show()
