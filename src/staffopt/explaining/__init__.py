"""Why a plan is as it is: the search asked again from the present roster, under other terms."""
