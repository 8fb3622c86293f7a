package org.fairhold.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this API, for everybody: it names no secret. */
@RestController
class OpenApiFile {
    private static final Resource FILE = new ClassPathResource("openapi/fairhold.yaml");

    @GetMapping("/api/openapi.yaml")
    ResponseEntity<Resource> show() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_YAML).body(FILE);
    }
}
