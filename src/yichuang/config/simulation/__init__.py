"""`yichuang simulate`: days played through the engines of the hall at work, and a report about them."""
