"""The facts this room tells. Payloads hold ids and codes; a comment is never among them."""

RATED = "feedback.rated.v1"
BAD_RATING = "feedback.bad_rating.v1"

ALL = (RATED, BAD_RATING)
