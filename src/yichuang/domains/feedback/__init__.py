"""好差评: a visit is rated once by the person who came, and once more in follow-up; never by staff."""
