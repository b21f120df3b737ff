from autograd import grad


def pressure(V, T):
    return T / V


def volume(T, p):
    return T / p


def temperature(p, V):
    return p * V


p, V, T = 3.0, 2.0, 6.0
p_by_V = grad(pressure, 0)(V, T)
V_by_T = grad(volume, 0)(T, p)
T_by_p = grad(temperature, 0)(p, V)

print(f"{p_by_V:.4f}  {V_by_T:.4f}  {T_by_p:.4f}")
print(f"product: {p_by_V * V_by_T * T_by_p:.4f}")
