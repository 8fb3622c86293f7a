package org.fairhold.appeal;

/** The person added something to an appeal that is open. Published in the transaction that keeps it. */
public record AppealMessage(Appeal appeal) {}
