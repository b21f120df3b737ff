import autograd.numpy as np
from autograd import grad


def area_from_sides(x, y):
    return x * y


def area_from_perimeter(x, p):
    return x * (p / 2 - x)


def area_from_diagonal(x, d):
    return x * np.sqrt(d**2 - x**2)


print("held       area  gain per x")
for held, area, value in [
    ("y", area_from_sides, 4.0),
    ("perimeter", area_from_perimeter, 14.0),
    ("diagonal", area_from_diagonal, 5.0),
]:
    slope = grad(area, 0)(3.0, value)
    print(f"{held:9}  {area(3.0, value):4.1f}  {slope:.2f}")
