"""What every face shares: base pages, tokens, scripts, template tags and the pages for errors."""
