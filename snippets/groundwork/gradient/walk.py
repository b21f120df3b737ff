import autograd.numpy as np
from autograd import grad, make_jvp


def f(point):
    x, y = point
    return x**2 * y + np.sin(y)


a = np.array([2.0, 0.5])
u = np.array([3.0, 4.0]) / 5

gradient = grad(f)(a)
value, slope = make_jvp(f)(a)(u)
value, five_times_as_much = make_jvp(f)(a)(5 * u)

print("gradient        ", np.round(gradient, 4))
print("gradient times u", f"{gradient @ u:.4f}")
print("make_jvp, u     ", f"{slope:.4f}")
print("make_jvp, 5 u   ", f"{five_times_as_much:.4f}")
print("steepest slope  ", f"{np.linalg.norm(gradient):.4f}")
