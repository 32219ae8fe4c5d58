"""Signs: named questions to a case, which decide between hypotheses. Each answers with what it rests on."""
