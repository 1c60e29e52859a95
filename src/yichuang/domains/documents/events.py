"""What this room tells. Subjects are the subjects of the papers (`case:<id>`); payloads hold ids and codes only."""

ISSUED = "documents.paper_issued.v1"  # paper, kind
VOIDED = "documents.paper_voided.v1"  # paper, kind, replaced_by
SERVED = "documents.paper_served.v1"  # paper, kind, mode
SIGNED = "documents.paper_signed.v1"  # paper, kind, mode; by whoever promises or takes back something on it
SEAL_WANTED = "documents.seal_wanted.v1"  # paper; an electronic seal is to be set
