"""Django's PostgreSQL backend, with pooled connections that are looked at before they are handed out."""
