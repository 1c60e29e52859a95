"""The pages of the set-up face, a module for each thing that is set up."""
