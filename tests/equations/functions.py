"""Functions to prove equations with, smooth and without symmetries, written for autograd."""

from __future__ import annotations

from typing import Any

import autograd.numpy as anp
from autograd import grad, jacobian, make_jvp


def wave(x: Any) -> Any:
    """From R^3 to R; its partial derivatives all differ."""
    return anp.exp(x[0] / 2) * anp.sin(x[1]) + x[2] ** 2 * x[0]


def wave_along(a: Any, u: Any) -> Any:
    """The derivative of `wave` at a along u, by autograd's forward mode."""
    return make_jvp(wave)(a)(u)[1]


def twist(x: Any) -> Any:
    """From R^3 to R^2."""
    return anp.array([x[0] * x[1] + anp.sin(x[2]), anp.exp(x[1] / 2) * x[2] - x[0] ** 2])


def lift(x: Any) -> Any:
    """From R^2 to R^3."""
    return anp.array([x[0] * x[1], anp.sin(x[0]), x[1] ** 2 - x[0]])


wave_gradient = grad(wave)
twist_jacobian = jacobian(twist)
lift_jacobian = jacobian(lift)
