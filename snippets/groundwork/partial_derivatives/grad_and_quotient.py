import autograd.numpy as np
from autograd import grad


def f(x, y):
    return x**2 * y + np.sin(y)


x, y = 2.0, 0.5
by_hand = [2 * x * y, x**2 + np.cos(y)]
by_grad = [grad(f, 0)(x, y), grad(f, 1)(x, y)]

t = 0.001
only_x_moves = (f(x + t, y) - f(x, y)) / t
only_y_moves = (f(x, y + t) - f(x, y)) / t

print(f"grad:     {by_grad[0]:.4f}  {by_grad[1]:.4f}")
print(f"quotient: {only_x_moves:.4f}  {only_y_moves:.4f}")
print("grad agrees with the hand:", np.allclose(by_grad, by_hand))
