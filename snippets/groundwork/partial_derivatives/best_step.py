import autograd.numpy as np


def f(x, y):
    return x**2 * y


x, y = np.linspace(1, 1.9, 1000), 0.5
rounding = 2.0**-53

print("step   worst error  bound")
for t in [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12]:
    step = (x + t) - x
    quotient = (f(x + step, y) - f(x, y)) / step
    worst = np.max(np.abs(quotient - 2 * x * y))
    bound = t / 2 + 2 * rounding / t
    print(f"{t:.0e}  {worst:.0e}        {bound:.0e}")
