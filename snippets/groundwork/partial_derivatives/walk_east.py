import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import grad


def height(east, north):
    return 405 / (1 + east**2 + north**2)


dot_east, dot_north = -1.0, 0.5
dot_height = height(dot_east, dot_north)
slope = grad(height, 0)(dot_east, dot_north)

east = np.linspace(-2, 2, 101)
north = np.linspace(-1, 1, 101)
heights = height(east, north[:, None])
near = np.array([-2, 0.4])
tangent = dot_height + slope * (near - dot_east)

figure, panels = plt.subplots(2, 1, sharex=True, figsize=(5.2, 5.7))
plan, side = panels
levels = range(50, 405, 50)
plan.contour(east, north, heights, levels, colors="gray", linewidths=1)
plan.axhline(dot_north, color="C0", linewidth=2.5)
plan.plot(dot_east, dot_north, "o", color="black")
plan.plot(0, 0, "^", color="C3", markersize=8)
plan.set(yticks=[-1, 0, 1], aspect="equal")
plan.set_title("from above: km east, km north", loc="left")

side.plot(east, height(east, dot_north), color="C0", linewidth=2.5)
side.plot(near, tangent, "--", color="C1")
side.plot(dot_east, dot_height, "o", color="black")
side.set(xticks=range(-2, 3), xlim=(-2, 2), ylim=(0, 410))
side.set_title("from the side: km east, metres up", loc="left")
plt.show()
