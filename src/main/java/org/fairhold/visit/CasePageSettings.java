package org.fairhold.visit;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param url where people reach this desk: what links in mails begin with */
@ConfigurationProperties("fairhold.case-page")
@Validated
record CasePageSettings(@NotNull URI url) {}
