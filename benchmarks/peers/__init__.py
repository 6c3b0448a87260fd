"""Other solvers on the store weeks, for comparison; no part of the product."""
