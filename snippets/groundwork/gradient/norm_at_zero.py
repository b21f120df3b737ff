# warns: divide by zero encountered
# warns: invalid value encountered
import autograd.numpy as np
from autograd import grad

zero = np.array([0.0, 0.0])

print("norm(x)     ", grad(np.linalg.norm)(zero))
print("norm(x)**2  ", grad(lambda x: np.linalg.norm(x) ** 2)(zero))
print("x @ x       ", grad(lambda x: x @ x)(zero))
