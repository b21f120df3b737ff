# warns: divide by zero encountered
# warns: invalid value encountered
import autograd.numpy as np
from autograd import grad

zero = np.array([0.0, 0.0])

# differences disagree: the norm has a kink at 0
print("norm(x)     ", grad(np.linalg.norm)(zero))
# differences disagree: autograd goes through the kink
print("norm(x)**2  ", grad(lambda x: np.linalg.norm(x) ** 2)(zero))
print("x @ x       ", grad(lambda x: x @ x)(zero))
