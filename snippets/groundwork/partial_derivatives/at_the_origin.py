# warns: Output seems independent of input.
# warns: divide by zero encountered
# warns: invalid value encountered
from autograd import grad


def formula(x, y):
    return x * y / (x**2 + y**2)


def fan(x, y):
    return formula(x, y) if (x, y) != (0.0, 0.0) else 0.0


def tilted(x, y):
    return x + formula(x, y) if (x, y) != (0.0, 0.0) else 0.0


t = 0.001
# differences disagree: the formula has no value here
print("formula:", grad(formula, 0)(0.0, 0.0))
print("fan:    ", grad(fan, 0)(0.0, 0.0))
# differences disagree: autograd sees the constant 0.0 alone
print("tilted: ", grad(tilted, 0)(0.0, 0.0))
print("tilted, quotient:", (tilted(t, 0.0) - tilted(0.0, 0.0)) / t)
