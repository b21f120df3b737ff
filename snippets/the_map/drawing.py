import autograd.numpy as np
import matplotlib.pyplot as plt


def draw(axes, left, top, shape, name):
    layers, rows, columns = shape
    for layer in reversed(range(layers)):
        shift = 0.4 * layer
        colour = "C0" if layer == 0 else "white"
        for row, column in np.ndindex(rows, columns):
            corner = (left + column + shift, top - row + shift)
            square = plt.Rectangle(corner, 1, 1)
            square.set(facecolor=colour, edgecolor="black")
            axes.add_patch(square)
    axes.text(left, top + 1.6, name)


figure, axes = plt.subplots(figsize=(5.2, 3.6))
axes.text(0, 8.2, "one output", color="C1")
draw(axes, 0, 5, (1, 1, 1), "value")
draw(axes, 4, 5, (1, 3, 1), "gradient")
draw(axes, 9, 5, (1, 3, 3), "Hessian")
axes.text(0, 1.7, "two outputs", color="C1")
draw(axes, 0, -1.5, (1, 2, 1), "value")
draw(axes, 4, -1.5, (1, 2, 3), "Jacobian")
draw(axes, 9, -1.5, (2, 3, 3), "stack")
axes.set(xlim=(-0.5, 13), ylim=(-4, 9), aspect="equal")
axes.axis("off")
plt.show()
