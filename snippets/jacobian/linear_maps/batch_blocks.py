import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import jacobian

W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
people = np.arange(12.0).reshape(4, 3)
everything = jacobian(lambda X: X @ W.T)(people)

names = ["1", "2", "3", "4"]
plt.spy(everything.reshape(8, 12), marker="s", markersize=13)
plt.vlines([2.5, 5.5, 8.5], -0.5, 7.5, color="gray", linewidth=1)
plt.hlines([1.5, 3.5, 5.5], -0.5, 11.5, color="gray", linewidth=1)
plt.xticks([1, 4, 7, 10], names)
plt.yticks([0.5, 2.5, 4.5, 6.5], names)
plt.tick_params(length=0, labelsize=12)
plt.grid(False)
plt.title("input of person")
plt.ylabel("output of person")
plt.show()
