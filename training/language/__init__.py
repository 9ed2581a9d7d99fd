"""How the English language pack is made: data, model, training, export."""
