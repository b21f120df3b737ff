import autograd.numpy as np
import matplotlib.pyplot as plt

x = np.linspace(2.9, 3.55, 50)
y = np.linspace(3.35, 4.15, 50)
levels = np.arange(10, 15, 0.25)
area = x * y[:, None]
plt.contour(x, y, area, levels, colors="gray", linewidths=1)

walk = np.linspace(3.0, 3.5, 50)
walks = {
    "y held: +4 per x": np.full(50, 4.0),
    "diagonal held: +1.75 per x": np.sqrt(25 - walk**2),
    "perimeter held: +1 per x": 7 - walk,
}
for (name, side), style in zip(walks.items(), ["-", "--", "-."]):
    plt.plot(walk, side, style, linewidth=3, label=name)

plt.plot(3, 4, "o", color="black", markersize=8)
plt.title("side y, as side x grows from 3", loc="left")
plt.xticks([3, 3.25, 3.5])
plt.yticks([3.5, 3.75, 4])
plt.legend(loc="lower left", handlelength=3.5)
plt.show()
