package org.fairhold.contract;

/** What happened to a contract. Published in the transaction in which it happened. */
public sealed interface ContractEvent {
    ContractId contractId();

    /** The marketplace said something newer; the contract's row is held until the transaction ends. */
    record Changed(ContractId contractId) implements ContractEvent {}

    /** Nothing about it is disputed or charged back any more, or it has just been completed so. Published after the change. */
    record Settled(ContractId contractId) implements ContractEvent {}
}
