from autograd import grad

code = {"soup": 0, "salad": 1, "pizza": 2}


def score(food):
    return 3 + food**2


for food in ["pizza", code["pizza"], float(code["pizza"])]:
    try:
        print(grad(score)(food))
    except TypeError as error:
        print(error)
