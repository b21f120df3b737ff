import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import grad


def f(point):
    x, y = point
    return x**2 * y + np.sin(y)


a = np.array([2.0, 0.5])
gradient = grad(f)(a)
steepest = np.linalg.norm(gradient)
uphill = np.arctan2(gradient[1], gradient[0])

turns = np.linspace(-np.pi, np.pi, 25)
step = 0.0001
slopes = []
for turn in turns:
    u = np.array([np.cos(uphill + turn), np.sin(uphill + turn)])
    slopes.append((f(a + step * u) - f(a)) / step)

fine = np.linspace(-np.pi, np.pi, 181)
curve = steepest * np.cos(fine)
plt.plot(np.degrees(fine), curve, label="length times cosine")
plt.plot(np.degrees(turns), slopes, "o", label="measured")
plt.xticks([-180, -120, -60, 0, 60, 120, 180])
plt.yticks([-steepest, 0, steepest / 2, steepest])
plt.gca().yaxis.set_major_formatter("{x:.2f}")
plt.xlabel("degrees between u and the gradient")
plt.title("slope of f in the direction u")
plt.legend(loc="lower center")
plt.show()
