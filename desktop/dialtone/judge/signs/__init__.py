"""Signs: named questions to a case, which decide between hypotheses. Each returns the observations that show it."""
