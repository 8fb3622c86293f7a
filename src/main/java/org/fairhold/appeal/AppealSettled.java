package org.fairhold.appeal;

/** An appeal that nobody must decide any more: its measure was withdrawn. Published in the transaction that writes it. */
public record AppealSettled(Appeal appeal) {}
