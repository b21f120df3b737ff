import autograd.numpy as np
from autograd import jacobian

W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
b = np.array([10.0, 20.0])


def scores(x):
    return W @ x + b


someone = np.array([1.0, 2.0, -1.0])
much_older = someone + np.array([5.0, 0.0, 0.0])

print(jacobian(scores)(someone))
print("the same there:", np.allclose(jacobian(scores)(much_older), W))
print("change:   ", np.round(scores(much_older) - scores(someone), 4))
print("predicted:", W @ np.array([5.0, 0.0, 0.0]))
