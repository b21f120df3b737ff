import autograd.numpy as np
from autograd import jacobian

W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
x = np.array([1.0, 2.0, -1.0])
column = x.reshape(3, 1)
people = np.arange(12.0).reshape(4, 3)


def show(what, J):
    print(f"{what:24}", J.shape)


show("scalar by vector", jacobian(lambda x: np.sum(W @ x))(x))
show("vector by scalar", jacobian(lambda t: W @ (t * x))(1.0))
show("vector by vector", jacobian(lambda x: W @ x)(x))
show("column by column", jacobian(lambda x: W @ x)(column))
show("four rows by four rows", jacobian(lambda X: X @ W.T)(people))
show("vector by its weights", jacobian(lambda W: W @ x)(W))
