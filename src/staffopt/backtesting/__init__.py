"""How good forecasts were in weeks that they had not seen."""
