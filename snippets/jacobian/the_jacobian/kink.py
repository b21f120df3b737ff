from autograd import grad

step = 0.001
# differences disagree: abs has a kink at 0
print("autograd:  ", grad(abs)(0.0))
print("from right:", (abs(step) - abs(0.0)) / step)
print("from left: ", (abs(0.0) - abs(-step)) / step)
