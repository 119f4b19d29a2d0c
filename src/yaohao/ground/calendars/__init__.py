"""Chinese working days: holidays, make-up workdays (调休) and the deadlines counted with them."""
