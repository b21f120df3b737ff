import autograd.numpy as np
import matplotlib.pyplot as plt


def fan(x, y):
    return x * y / (x**2 + y**2)


figure, (plan, side) = plt.subplots(1, 2)
for degrees in range(0, 360, 15):
    angle = np.radians(degrees)
    x, y = np.cos(angle), np.sin(angle)
    if degrees % 90 == 0:
        colour = "gray"
    elif x * y > 0:
        colour = "C0"
    else:
        colour = "C1"
    width = 1 + 6 * abs(fan(x, y))
    plan.plot([0, x], [0, y], color=colour, linewidth=width)

plan.plot(0, 0, "o", color="black", markersize=9)
plan.set(title="from above", aspect="equal")
plan.axis("off")

t = np.linspace(0.05, 1, 50)
for name, slope, colour in [
    ("one diagonal", 1.0, "C0"),
    ("the axes", 0.0, "gray"),
    ("the other", -1.0, "C1"),
]:
    x = t / np.hypot(1, slope)
    side.plot(t, fan(x, slope * x), color=colour, linewidth=3)
    side.text(0.5, fan(1.0, slope) + 0.06, name, ha="center")

side.plot(0, 0, "o", color="black", markersize=9)
side.set(title="value by distance", ylim=(-0.7, 0.7))
side.set(xticks=[0, 0.5, 1], yticks=[-0.5, 0, 0.5])
plt.show()
