import autograd.numpy as np

p = np.array([1.0, 0.0, 0.0])
q = np.array([0.0, 1.0, 0.0])
functions = {"mean": np.mean, "maximum": np.max, "median": np.median}

for name, f in functions.items():
    adds = bool(np.isclose(f(p + q), f(p) + f(q)))
    flips = bool(np.isclose(f(-p), -f(p)))
    print(f"{name:8} adds: {adds!s:6} f(-p) = -f(p): {flips}")
