"""What the browser tests and the pictures share: a running house, its visitors, and the table of its pages."""
